/** The engine's folds on Flink's keyed state. */
package dev.firstseen.flink.fold;
