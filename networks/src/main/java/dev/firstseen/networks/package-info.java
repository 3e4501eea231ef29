/**
 * Which network an IP address belongs to: AS number, organisation, country and kind. {@link
 * dev.firstseen.networks.Networks} is the face.
 */
@org.jspecify.annotations.NullMarked
package dev.firstseen.networks;
