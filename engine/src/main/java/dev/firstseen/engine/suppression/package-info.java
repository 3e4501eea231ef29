/** Alert suppression: alike alerts that follow one another shown as one, the others counted on it. */
package dev.firstseen.engine.suppression;
