/** What kind of network an autonomous system is: a curated list, and a cautious guess by the organisation's name. */
@org.jspecify.annotations.NullMarked
package dev.firstseen.networks.known;
