/* said: __FRAMAC__ guards more than spec files */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == n / 2;
*/
unsigned half(unsigned n)
{
#ifdef __FRAMAC__
    return n / 2;
#else
    return n * 2;
#endif
}
