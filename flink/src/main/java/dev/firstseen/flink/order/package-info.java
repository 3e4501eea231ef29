/** What comes in any order, put in order of time before it is decided on. */
package dev.firstseen.flink.order;
