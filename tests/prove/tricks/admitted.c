/* said: report: Extern: Admit */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned half(unsigned n)
{
    //@ admit n == 14;
    return n / 2;
}
