/* said: unproved property: 'no_wp' */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == n / 2;
    ensures no_wp: \result == 7;
*/
unsigned half(unsigned n)
{
    return n / 2;
}
