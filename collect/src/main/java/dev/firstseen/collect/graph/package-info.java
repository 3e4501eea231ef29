/**
 * The reports of Microsoft Graph: sign-ins, directory audits and risk detections, listed by the time of their records.
 * Source: Microsoft's reference of Graph.
 */
@NullMarked
package dev.firstseen.collect.graph;

import org.jspecify.annotations.NullMarked;
