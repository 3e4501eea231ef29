/** The house rules, as tests. */
package dev.firstseen.architecture;
