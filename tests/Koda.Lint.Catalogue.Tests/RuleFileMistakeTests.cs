namespace Koda.Lint.Catalogue.Tests;

public sealed class RuleFileMistakeTests
{
    [Fact]
    public void A_rule_file_without_mistakes_raises_nothing() =>
        Assert.Empty(new Generation("Catalogue", (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen), (RuleTextOf.WindowOpenName, RuleTextOf.WindowOpen)).Problems);

    [Theory]
    [InlineData("id: KODA2001", "id: KODA2002", "(1,5): the id is 'KODA2002', but the file is called KODA2001.DoorOpen.yml")]
    [InlineData("name: DoorOpen", "name: DoorShut", "(2,7): the name is 'DoorShut', but the file is called KODA2001.DoorOpen.yml")]
    [InlineData("title: A door <is> open", "title: A door is open.", "(3,8): 'title' ends without a full stop")]
    [InlineData("title: A door <is> open", "titel: A door is open", "(1,1): a rule needs 'title'", "(3,1): a rule has no key 'titel'; it has id, name, title, severity, surfaces, messages, why, how-to-fix, stays-silent, examples, related, no-bad-example, code-fix")]
    [InlineData("title: A door <is> open", "title: \" A door is open\"", "(3,8): 'title' starts and ends without white space")]
    [InlineData("title: A door <is> open", "title: |\n  A door\n  is open", "(3,8): 'title' is one line")]
    [InlineData("title: A door <is> open", "title:", "(3,7): 'title' is empty")]
    [InlineData("severity: error", "severity: fatal", "(4,11): a severity is error, warning or info")]
    [InlineData("surfaces: [C, S]", "surfaces: [C, X]", "(5,15): 'X' is no surface; the surfaces are E C J S P U F G V")]
    [InlineData("surfaces: [C, S]", "surfaces: [C, C]", "(5,15): surface C is listed twice")]
    [InlineData("surfaces: [C, S]", "surfaces: []", "(5,11): 'surfaces' is empty")]
    [InlineData("surfaces: [C, S]", "surfaces: C", "(5,11): 'surfaces' is a list")]
    [InlineData("  back-door:", "  backDoor:", "(11,3): 'backDoor': a name in 'messages' is in kebab case")]
    [InlineData("  back-door:", "  door-open:", "(11,3): 'door-open': a message needs a name of its own")]
    [InlineData("text: \"a back door is open\"", "text: \"a back door is open\"\n    hint: none", "(13,5): message 'back-door' has no key 'hint'; it has text, label, fix, severity")]
    [InlineData("    text: \"a back door is open\"\n", "", "(12,5): message 'back-door' needs 'text'")]
    [InlineData("    severity: info", "    severity: notice", "(13,15): a severity is error, warning or info")]
    [InlineData("of {house}", "of {The House}", "(8,29): '{The House}': a placeholder is {nameInCamelCase}, and a brace is written twice")]
    [InlineData("of {house}", "of {house", "(8,29): '{house is open': a placeholder is {nameInCamelCase}, and a brace is written twice")]
    [InlineData("of {house}", "of house}", "(8,34): '} is open': a placeholder is {nameInCamelCase}, and a brace is written twice")]
    [InlineData("  back-door:", "  related:", "(11,3): 'related': a message needs a name of its own")]
    [InlineData("  lock:", "  Lock:", "(15,3): 'Lock': a name in 'related' is in kebab case")]
    [InlineData("  lock: \"the", "  lock-1: \"ajar\"\n  lock1: \"the", "(16,3): 'lock1': 'related' has that name twice")]
    [InlineData("related:\n  lock: \"the lock of {door} is here\"", "related: []", "(14,10): 'related' is a mapping from names to words")]
    [InlineData("{door} is here", "{} is here", "(15,22): '{}': a placeholder is {nameInCamelCase}, and a brace is written twice")]
    [InlineData("mode: \"0644\"", "mode: \"644\"", "(31,42): a mode is four octal digits, such as 0644")]
    [InlineData("tracked: true", "tracked: yes", "(31,59): 'tracked' is true or false")]
    [InlineData("tracked: true", "owner: root", "(31,50): file '.env' has no key 'owner'; it has text, mode, tracked")]
    [InlineData("  - Doors that are ajar.", "  - Doors: those that are ajar.", "(24,5): an item of 'stays-silent' is text; quote it when it has ': ' in it")]
    [InlineData("expect: [\"docker-compose.yml 2:3\", \".env 1:1\"]", "expect: []", "(26,3): no example shows the fault; say why in 'no-bad-example' if none can")]
    [InlineData("    expect: []", "    expect: [\"docker-compose.yml 1:1\"]", "(26,3): no example stays silent")]
    [InlineData(".env 1:1", ".env 3:1", "(33,40): '.env 3:1' lies outside the file")]
    [InlineData(".env 1:1", ".env 1:11", "(33,40): '.env 1:11' lies outside the file")]
    [InlineData(".env 1:1", ".env", "(33,40): '.env': an expectation is 'file line:column'")]
    [InlineData(".env 1:1", "web.env 1:1", "(33,40): the example has no file 'web.env'")]
    [InlineData("title: A closed door", "title: An open door", "(34,12): another example has this title")]
    [InlineData("title: A closed door", "titel: A closed door", "(34,5): an example has no key 'titel'; it has title, files, expect, arguments", "(34,5): an example needs 'title'")]
    [InlineData("why: |", "why: [", "(17,22): not YAML after this")]
    [InlineData("severity: error", "severity: error\n!!str severity: info", "(5,1): a rule has 'severity' twice")]
    [InlineData("severity: error", "severity: error\nseverity: info", "(5,1): not YAML: Duplicate key severity")]
    public void Each_mistake_is_reported_at_its_own_place(string right, string wrong, params string[] expected)
    {
        Assert.Contains(right, RuleTextOf.DoorOpen, StringComparison.Ordinal);
        var problems = new Generation(
            "Catalogue", (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen.Replace(right, wrong, StringComparison.Ordinal))).Problems;
        Assert.Equal(expected.Select(problem => RuleTextOf.DoorOpenName + problem), problems);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_reported_at_once()
    {
        var text = RuleTextOf.DoorOpen
            .Replace("severity: error", "severity: fatal", StringComparison.Ordinal)
            .Replace("of {house}", "of {the house}", StringComparison.Ordinal);
        Assert.Equal(2, new Generation("Catalogue", (RuleTextOf.DoorOpenName, text)).Problems.Count());
    }

    [Theory]
    [InlineData("", "(1,1): a rule file is a YAML mapping")]
    [InlineData("- a list", "(1,1): a rule file is a YAML mapping")]
    public void A_file_that_is_no_rule_is_reported(string text, string problem) =>
        Assert.Equal([RuleTextOf.DoorOpenName + problem], new Generation("Catalogue", (RuleTextOf.DoorOpenName, text)).Problems);

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("*")]
    [InlineData("&")]
    [InlineData("!")]
    [InlineData(": ")]
    [InlineData("\t")]
    [InlineData("\n")]
    [InlineData("\0")]
    [InlineData("\r\n- ")]
    public void No_text_breaks_the_reader(string inserted)
    {
        for (var i = 0; i <= RuleTextOf.DoorOpen.Length; i++)
        {
            var text = RuleTextOf.DoorOpen.Insert(i, inserted);
            var file = RuleFileReader.Read("rules/" + RuleTextOf.DoorOpenName, Microsoft.CodeAnalysis.Text.SourceText.From(text));
            Assert.All(file.Problems, problem => Assert.InRange(problem.Place.End, problem.Place.Start, text.Length));
        }
    }

    [Fact]
    public void A_second_document_is_reported() =>
        Assert.Equal(
            [RuleTextOf.DoorOpenName + "(40,1): a rule file is one YAML document"],
            new Generation("Catalogue", (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen + "---\nid: KODA2001\n")).Problems);

    [Theory]
    [InlineData("DoorOpen.yml")]
    [InlineData("KODA201.DoorOpen.yml")]
    [InlineData("KODA2001.doorOpen.yml")]
    public void A_file_name_without_id_and_name_is_reported(string name) =>
        Assert.Equal(
            [name + "(1,1): a rule file is called KODA####.<Name>.yml, with the name in Pascal case"],
            new Generation("Catalogue", (name, RuleTextOf.DoorOpen)).Problems);

    [Fact]
    public void An_id_outside_all_categories_is_reported() =>
        Assert.Equal(
            ["KODA8001.DoorOpen.yml(1,5): no category has ids that start with KODA8"],
            new Generation("Catalogue", ("KODA8001.DoorOpen.yml", RuleTextOf.DoorOpen.Replace("KODA2001", "KODA8001", StringComparison.Ordinal))).Problems);

    [Fact]
    public void A_second_rule_with_the_same_id_is_reported_where_the_id_stands() =>
        Assert.Equal(
            ["KODA2001.DoorShut.yml(1,5): 'KODA2001' is taken by KODA2001.DoorOpen.yml"],
            new Generation(
                "Catalogue",
                (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen),
                ("KODA2001.DoorShut.yml", RuleTextOf.DoorOpen.Replace("name: DoorOpen", "name: DoorShut", StringComparison.Ordinal))).Problems);

    [Fact]
    public void A_second_rule_with_the_same_name_is_reported_where_the_name_stands() =>
        Assert.Equal(
            ["KODA2002.DoorOpen.yml(2,7): 'DoorOpen' is taken by KODA2001.DoorOpen.yml"],
            new Generation(
                "Catalogue",
                (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen),
                ("KODA2002.DoorOpen.yml", RuleTextOf.DoorOpen.Replace("id: KODA2001", "id: KODA2002", StringComparison.Ordinal))).Problems);

    [Fact]
    public void A_reason_stands_in_for_the_bad_example() =>
        Assert.Empty(new Generation(
            "Catalogue",
            (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen
                .Replace("expect: [\"docker-compose.yml 2:3\", \".env 1:1\"]", "expect: []", StringComparison.Ordinal)
                .Replace("examples:", "no-bad-example: doors are hard to draw\nexamples:", StringComparison.Ordinal))).Problems);

    [Fact]
    public void A_mistake_does_not_take_the_rule_away_from_the_code_that_uses_it()
    {
        var generation = new Generation(
            "Catalogue",
            "class Uses { object _ = Koda.Lint.RuleTexts.DoorOpen.BackDoor(); }",
            (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen.Replace("severity: error", "severity: fatal", StringComparison.Ordinal)));
        Assert.Single(generation.Problems);
        Assert.Empty(generation.CompilerComplaints);
    }

    [Theory]
    [InlineData("Rules")]
    [InlineData("Descriptors")]
    public void Only_the_project_with_the_catalogue_complains(string part) =>
        Assert.Empty(new Generation(part, (RuleTextOf.DoorOpenName, "no: rule")).Problems);
}
