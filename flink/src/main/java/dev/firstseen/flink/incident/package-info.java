/**
 * Incidents. Alerts are gathered by account where a tenant's names are known ({@link
 * dev.firstseen.flink.incident.AccountsFunction}); each case is asked of the archive, under all names of its account and
 * all its networks ({@link dev.firstseen.flink.incident.ArchiveFunction}); and what was found is investigated ({@link
 * dev.firstseen.flink.incident.InvestigateFunction}). The three agree in when that is by event time alone: a question that
 * is due at a time is answered from all that came up to it.
 */
package dev.firstseen.flink.incident;
