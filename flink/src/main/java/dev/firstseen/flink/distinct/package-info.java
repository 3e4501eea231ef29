/** Of records with one id, one. */
package dev.firstseen.flink.distinct;
