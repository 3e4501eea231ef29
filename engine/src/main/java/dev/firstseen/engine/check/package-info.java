/** What a rule file is worth: whether it runs, and whether it can find anything in the logs at hand. */
package dev.firstseen.engine.check;
