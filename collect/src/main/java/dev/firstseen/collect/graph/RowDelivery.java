package dev.firstseen.collect.graph;

import dev.firstseen.collect.Load;
import dev.firstseen.collect.ParcelBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** From rows to parcels: what is new, in the order of time, those of one time in one load. One thread uses it. */
final class RowDelivery {

    private final byte[] tenant;
    private final ParcelBuilder parcels;

    /** @param tenant whose the records are that name none */
    RowDelivery(String tenant, ParcelBuilder parcels) {
        this.tenant = "{\"tenantId\":\"%s\",".formatted(tenant).getBytes(StandardCharsets.UTF_8);
        this.parcels = parcels;
    }

    void handOver(ReportPart part, List<Row> rows) throws InterruptedException {
        List<Row> together = new ArrayList<>();
        for (Row row : rows.stream().sorted(Row.BY_TIME).toList()) {
            if (part.log().seen().contains(row.id()) || row.time().isBefore(part.floor())) {
                continue;
            }
            if (!together.isEmpty() && !together.getLast().time().equals(row.time())) {
                addLoad(part.report(), together);
                parcels.sendIfFull();
            }
            part.log().seen().add(row.id(), row.time(), parcels.change());
            together.add(row);
        }
        addLoad(part.report(), together);
    }

    private void addLoad(GraphReport report, List<Row> together) {
        if (together.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Row row : together) {
            bytes.write(bytes.size() == 0 ? '[' : ',');
            if (row.namesTenant()) {
                bytes.writeBytes(row.bytes());
            } else {
                writeWithTenant(row.bytes(), bytes);
            }
        }
        bytes.write(']');
        parcels.add(new Load(
                report.title(), bytes.toByteArray(), together.getFirst().time()));
        together.clear();
    }

    /** With the tenant in front: of two members of one name the first counts. */
    private void writeWithTenant(byte[] row, ByteArrayOutputStream bytes) {
        int member = 1;
        while (member < row.length && row[member] <= ' ') {
            member++;
        }
        if (row[0] == '{' && member < row.length && row[member] == '"') {
            bytes.writeBytes(tenant);
            bytes.write(row, member, row.length - member);
        } else {
            bytes.writeBytes(row);
        }
    }
}
