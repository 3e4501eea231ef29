/** Who is behind an event: the names that Microsoft's logs give one account, joined as events tell them together. */
package dev.firstseen.investigation.identity;
