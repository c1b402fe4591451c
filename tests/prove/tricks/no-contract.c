/* said: half: no ensures in its contract */
unsigned half(unsigned n)
{
    return n / 2;
}
