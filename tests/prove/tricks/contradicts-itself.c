/* said: smoke test: half_wp_smoke_default_requires Failed */
/*@ requires readable: \valid_read(s + (0 .. n - 1));
    requires rising:   \forall integer k; 0 <= k < n - 1 ==> s[k] < s[k + 1];
    requires middle:   n > 9 && s[3] * 2 > 20 && s[5] < 13 && s[4] * 3 == s[5] + 26;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  value:    \result == 7;
*/
unsigned half(const unsigned char *s, unsigned n)
{
    return s[n - 1];
}
