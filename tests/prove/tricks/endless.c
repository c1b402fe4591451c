/* said: not proved: half_terminates */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned half(unsigned n)
{
    /*@ loop assigns n; */
    while (1)
        n = n / 2;
    return n;
}
