/* said: smoke test: half_wp_smoke_default_requires Failed */
/*@ requires odd:  n % 2 == 1;
    requires even: n % 2 == 0;
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned half(unsigned n)
{
    return n / 2;
}
