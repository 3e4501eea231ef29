package dev.firstseen.microsoft.export;

/**
 * Finds where rows end. A splitter keeps its state from block to block and looks at every byte once; the bytes of an
 * unfinished row are carried to the next block by the {@link RowReader}.
 */
sealed interface Splitter permits Lines, CsvRows, JsonObjects {

    /**
     * Looks at the new bytes of a block and marks the rows that are complete.
     *
     * @param block the block; an unfinished row starts at its start
     * @param from where the new bytes begin
     * @param to where they end
     * @param last whether the content ends here
     * @return where the next, unfinished row starts; {@code to} where there is none
     */
    int split(Block block, int from, int to, boolean last);

    /** Tells that the unfinished row is too long and its bytes are thrown away: it is not marked when it ends. */
    void forget();
}
