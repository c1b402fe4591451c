/*@ ghost
    /@ terminates     \true;
       exits          \false;
       assigns        \nothing;
       ensures never: \false;
    @/
    void again(unsigned n);

    /@ terminates     \true;
       exits          \false;
       assigns        \nothing;
       ensures never: \false;
    @/
    void other(unsigned n)
    {
        again(n);
    }
*/
