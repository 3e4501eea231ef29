package dev.firstseen.flink.source;

import java.time.Duration;

/**
 * When the records up to a time are taken to be complete.
 *
 * @param outOfOrderness how much later than a later one a record may come
 * @param idle after which silence a partition no longer holds back the others; nothing where it always does
 */
public record WatermarkSettings(Duration outOfOrderness, Duration idle) {}
