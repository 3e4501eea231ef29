/** The pipelines that put the rooms together. */
package dev.firstseen.runtime;
