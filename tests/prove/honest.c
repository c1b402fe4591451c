/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == n / 2;
*/
unsigned half(unsigned n)
{
    return n / 2;
}
