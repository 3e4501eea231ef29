/** Rule files: found, read and compiled. */
package dev.firstseen.runtime.rules;
