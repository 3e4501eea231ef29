/** IP addresses as bits: a strict parser that never asks a name server, ranges, and the space reserved by the registries. */
@org.jspecify.annotations.NullMarked
package dev.firstseen.networks.address;
