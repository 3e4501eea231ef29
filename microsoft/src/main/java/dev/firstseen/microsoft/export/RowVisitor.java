package dev.firstseen.microsoft.export;

/** Is told of the rows of a content, in the order of each block. */
interface RowVisitor {

    /**
     * A row whose log and time could be read.
     *
     * @param dataset whose record it is, by name
     * @param tenant empty where the row names none
     * @param second since 1970
     */
    void seen(String dataset, String tenant, long second);

    /**
     * A row to look into: it may matter to a rule, or nothing could be read of it, or every row is asked for.
     *
     * @param bytes the row's bytes, valid only during the call
     * @param length how many of them
     * @param mayMatch whether a rule may match it
     * @param seen whether its log and time could be read
     * @param line its line in the block, from 0
     */
    void candidate(byte[] bytes, int length, boolean mayMatch, boolean seen, int line);
}
