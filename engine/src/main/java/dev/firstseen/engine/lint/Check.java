package dev.firstseen.engine.lint;

/** Looks for lints of one kind in one file. */
interface Check {
    void look(LintedFile file, Findings findings);
}
