/* said: a proof rests on itself: half -> other -> half */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned other(unsigned n);

/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned half(unsigned n)
{
    return other(n);
}
