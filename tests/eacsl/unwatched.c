/*
 * E-ACSL's run-time library, as far as it is needed here: memory is not
 * watched, for the tests' comes from code that E-ACSL has not seen, and the
 * sanitizers do that; and no values are kept for messages.
 */
#define ANSWER(name)                                                           \
    int __e_acsl_##name(void);                                                 \
    int __e_acsl_##name(void)                                                  \
    {                                                                          \
        return 1;                                                              \
    }

ANSWER(valid)
ANSWER(valid_read)
ANSWER(initialized)
ANSWER(separated)
ANSWER(store_block)
ANSWER(store_block_duplicate)
ANSWER(delete_block)
ANSWER(full_init)
ANSWER(initialize)
ANSWER(assert_clean)
ANSWER(assert_copy_values)
ANSWER(assert_register_bool)
ANSWER(assert_register_int)
ANSWER(assert_register_long)
ANSWER(assert_register_mpz)
ANSWER(assert_register_ptr)
ANSWER(assert_register_struct)
ANSWER(assert_register_uchar)
ANSWER(assert_register_uint)
ANSWER(assert_register_ulong)
ANSWER(assert_register_ushort)
