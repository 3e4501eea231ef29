/** What an alert says, in plain English. */
package dev.firstseen.deliver.story;
