package dev.firstseen.bench.generate;

/** Where someone sits: a network and the address it gave them. */
record Place(Network network, String address) {}
