/* said: not proved: next_assert_rte_unsigned_overflow */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == (unsigned)(n + 1);
*/
unsigned next(unsigned n)
{
    return n + 1;
}
