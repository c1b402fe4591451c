/* said: not proved: half_ensures_value */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == (n + 1) / 2;
*/
unsigned half(unsigned n)
{
    return n / 2;
}
