/** Which network an IP address belongs to: AS number, organisation, country and kind. */
package dev.firstseen.networks;
