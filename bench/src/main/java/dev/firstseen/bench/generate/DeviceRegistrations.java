package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.DirectoryChange.Initiator;
import dev.firstseen.bench.generate.DirectoryChange.Modified;
import dev.firstseen.bench.generate.DirectoryChange.Service;
import dev.firstseen.bench.generate.DirectoryChange.Someone;
import dev.firstseen.bench.generate.DirectoryChange.Target;
import java.util.List;

/** Devices as Entra enters them: in the name of a service, which then tells whose each is and who asked for it. */
final class DeviceRegistrations {
    private static final String DIRECTORY = "Core Directory";

    private final Dice dice;
    /** In the directory a device has an object id, which is not its device id. */
    private final Dice objects;

    private final Service registrar;
    private final DirectoryRecords records;
    private final Logs logs;

    /** @param dice those of the story, which goes on with them */
    DeviceRegistrations(long seed, Dice dice, DirectoryRecords records, Logs logs) {
        this.dice = dice;
        this.objects = new Dice(seed, "device objects");
        this.registrar = new Service(
                "Device Registration Service",
                App.DEVICE_REGISTRATION,
                new Dice(seed, "device registration service").guid());
        this.records = records;
        this.logs = logs;
    }

    /** Somebody asks for it, at a place. */
    void register(Device device, Someone by, long start) {
        Person person = by.person();
        String object = objects.guid();
        String together = dice.guid();
        List<Target> link = link(device, object, person);
        List<DirectoryChange> changes = List.of(
                change(start, together, together, "Add device", DIRECTORY, registrar, List.of(entered(device, object))),
                change(start + 1, dice.guid(), together, "Add registered owner to device", DIRECTORY, registrar, link),
                change(start + 1, dice.guid(), together, "Add registered users to device", DIRECTORY, registrar, link));
        logs.directory.addAll(changes);
        String asked = dice.guid();
        logs.directory.add(change(
                start + 2,
                asked,
                asked,
                "Register device",
                registrar.name(),
                by,
                List.of(new Target(object, device.name(), "", "Device", List.of()))));
        for (DirectoryChange change : changes) {
            logs.audit.add(records.device(change, person, device, object, dice.guid(), dice));
        }
    }

    private Target entered(Device device, String object) {
        return new Target(
                object,
                device.name(),
                "",
                "Device",
                List.of(
                        new Modified("AccountEnabled", "[true]"),
                        new Modified("CloudAccountEnabled", "[true]"),
                        Modified.value("CloudDeviceOSType", "Windows"),
                        Modified.value("CloudDeviceOSVersion", "10.0.19045.3930"),
                        Modified.value("CloudDisplayName", device.name()),
                        service()));
    }

    /** The owner, whom the change is told of, and the device. */
    private List<Target> link(Device device, String object, Person owner) {
        return List.of(
                new Target(
                        owner.objectId(),
                        "",
                        owner.upn(),
                        "User",
                        List.of(
                                Modified.link("Device.ObjectID", object),
                                Modified.link("Device.DisplayName", device.name()),
                                service())),
                new Target(object, "", "", "Device", List.of()));
    }

    private Modified service() {
        return Modified.link(
                "ActorId.ServicePrincipalNames", registrar.application().id());
    }

    private static DirectoryChange change(
            long second,
            String id,
            String correlation,
            String operation,
            String service,
            Initiator by,
            List<Target> targets) {
        return new DirectoryChange(second, id, correlation, "Device", operation, service, by, targets);
    }
}
