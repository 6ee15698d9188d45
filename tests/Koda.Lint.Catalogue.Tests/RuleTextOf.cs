namespace Koda.Lint.Catalogue.Tests;

/// <summary>Rule files without a mistake, to put one mistake into.</summary>
internal static class RuleTextOf
{
    public const string DoorOpenName = "KODA2001.DoorOpen.yml";

    public const string DoorOpen =
        """
        id: KODA2001
        name: DoorOpen
        title: A door <is> open
        severity: error
        surfaces: [C, S]
        messages:
          default:
            text: "door '{door}' of {house} is open"
            label: "open to {street}"
            fix: "close {door}: write `${{{door}}}` & \"lock\""
          back-door:
            text: "a back door is open"
            severity: info
        related:
          lock: "the lock of {door} is here"
        why: |
          Anyone **walks** in, see [the guide](https://example.com/guide).
          Twice.

          Even `thieves`.
        how-to-fix: |
          Close it.
        stays-silent:
          - Doors that are ajar.
        examples:
          - title: An open door
            files:
              docker-compose.yml: |
                services:
                  door: { image: open }
              .env: { text: "DOOR=open\n", mode: "0644", tracked: true }
            arguments: ["--environment", "production"]
            expect: ["docker-compose.yml 2:3", ".env 1:1"]
          - title: A closed door
            files:
              docker-compose.yml: |
                services: {}
            expect: []

        """;

    public const string WindowOpenName = "KODA1001.WindowOpen.yml";

    public static string WindowOpen { get; } =
        DoorOpen.Replace("KODA2001", "KODA1001", StringComparison.Ordinal).Replace("DoorOpen", "WindowOpen", StringComparison.Ordinal);
}
