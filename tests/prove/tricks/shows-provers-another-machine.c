/* said: a condition that may differ */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == n / 2;
*/
unsigned half(unsigned n)
{
#if __STDC_HOSTED__
    return n / 2;
#else
    return n * 2;
#endif
}
