/* said: not proved: half_terminates */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned half(unsigned n)
{
    return half(n);
}
