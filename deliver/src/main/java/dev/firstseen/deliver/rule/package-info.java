/** Rules shown in a terminal. */
package dev.firstseen.deliver.rule;
