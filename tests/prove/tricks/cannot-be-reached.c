/* said: is reached by no path */
/*@ requires small: n < 10;
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == n / 2;
*/
unsigned half(unsigned n)
{
    if (n > 10)
        return 7;
    return n / 2;
}
