/* said: a proof rests on itself: again -> other -> again */
/*@ ghost
    /@ terminates     \true;
       exits          \false;
       assigns        \nothing;
       ensures never: \false;
    @/
    void other(unsigned n);

    /@ terminates     \true;
       exits          \false;
       assigns        \nothing;
       ensures never: \false;
    @/
    void again(unsigned n)
    {
        other(n);
    }
*/

/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned half(unsigned n)
{
    //@ ghost again(n);
    return n;
}
