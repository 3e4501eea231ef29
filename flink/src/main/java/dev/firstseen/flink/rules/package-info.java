/** The rules that run, and what calls the memory of each. */
package dev.firstseen.flink.rules;
