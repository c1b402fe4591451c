/* said: Non natural loop detected */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 0;
*/
unsigned count_down(unsigned n)
{
    if (n % 2 == 0)
        goto middle;
again:
    n = n == 0 ? 0 : n - 1;
middle:
    if (n != 0)
        goto again;
    return n;
}

/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == n / 2;
*/
unsigned half(unsigned n)
{
    return n / 2;
}
