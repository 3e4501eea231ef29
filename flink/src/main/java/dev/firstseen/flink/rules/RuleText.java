package dev.firstseen.flink.rules;

/**
 * A rule file, as it is sent to all machines.
 *
 * @param file its name, for messages
 * @param text what is in it
 * @param since from when on the rule's memory is whole, in milliseconds since 1970; {@link Long#MIN_VALUE} where the rule
 *     was there from the first record on
 */
public record RuleText(String file, String text, long since) {}
