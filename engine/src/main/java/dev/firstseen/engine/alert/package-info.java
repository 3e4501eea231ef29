/** What a rule reports. */
package dev.firstseen.engine.alert;
