/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned half(unsigned n);

/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned other(unsigned n)
{
    return half(n);
}
