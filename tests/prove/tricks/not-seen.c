/* said: built, but not proved: spare */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == n / 2;
*/
unsigned half(unsigned n)
{
    return n / 2;
}

#if __STDC_HOSTED__ == 0
unsigned spare(unsigned n)
{
    return n;
}
#endif
