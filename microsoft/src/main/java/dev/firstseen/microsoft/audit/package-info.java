/**
 * The Microsoft 365 unified audit log (dataset {@code o365.audit}) seen through ECS names.
 *
 * <p>{@link dev.firstseen.microsoft.audit.AuditMappings} is the table to read: it says where each ECS field comes from.
 * {@link dev.firstseen.microsoft.audit.KeptMembers} says in which form the members stay that are not renamed. An {@link
 * dev.firstseen.microsoft.audit.AuditEvent} answers single fields and whole documents from these two tables, so the two
 * ways cannot disagree. What differs from Elastic's own view, and why, is listed in docs/ecs.md.
 */
@NullMarked
package dev.firstseen.microsoft.audit;

import org.jspecify.annotations.NullMarked;
