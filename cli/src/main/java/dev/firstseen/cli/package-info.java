/** The {@code firstseen} command. */
package dev.firstseen.cli;
