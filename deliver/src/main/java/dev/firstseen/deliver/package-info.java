/** Alerts written for people and for other systems. */
package dev.firstseen.deliver;
