/**
 * What a rule file says that is no error, but hardly meant, or not as the format's users expect it. Each {@link
 * dev.firstseen.engine.lint.Lint} is looked for by one {@link dev.firstseen.engine.lint.Check}; what concerns several files
 * at once is {@link dev.firstseen.engine.lint.Survey}'s.
 */
package dev.firstseen.engine.lint;
