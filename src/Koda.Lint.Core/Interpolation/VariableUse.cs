namespace Koda.Lint.Interpolation;

/// <summary>Which text a variable's use stands for.</summary>
public enum VariableState
{
    /// <summary>The variable's own value.</summary>
    Defined,

    /// <summary>The operand of <c>-</c> or <c>:-</c>, in place of a missing value.</summary>
    Defaulted,

    /// <summary>The use has <c>+</c> or <c>:+</c>: its operand when the variable is there, and by intent nothing otherwise.</summary>
    Alternate,

    /// <summary>Nothing: there is neither a value nor a default. Compose warns and goes on.</summary>
    Unset,

    /// <summary>Nothing: <c>?</c> or <c>:?</c> demands a value and there is none. Compose refuses the project.</summary>
    RequiredMissing,
}

/// <summary>One <c>$NAME</c> or <c>${NAME…}</c> of a template.</summary>
public sealed class VariableUse
{
    internal VariableUse(string name, int start, VariableDefinition? definition, bool contributes)
    {
        Name = name;
        Start = start;
        Definition = definition;
        Contributes = contributes;
    }

    /// <summary>The variable's name.</summary>
    public string Name { get; }

    /// <summary>Offset of the <c>$</c> in the template.</summary>
    public int Start { get; }

    /// <summary>Offset one past the last character of the use in the template.</summary>
    public int End { get; internal set; }

    /// <summary>Offset of the operand (the default, the alternate or the message) in the template; <see cref="End"/> without one.</summary>
    public int OperandStart { get; internal set; }

    /// <summary>Offset one past the operand, which is the closing brace; <see cref="End"/> without one.</summary>
    public int OperandEnd { get; internal set; }

    /// <summary>Which text the use stands for.</summary>
    public VariableState State { get; internal set; }

    /// <summary>The definition that was found, even when its value is empty and another text took its place; null when unset.</summary>
    public VariableDefinition? Definition { get; }

    /// <summary>
    /// Whether the result depends on this use. A use inside an operand that was not taken, or inside a message, is
    /// evaluated all the same (Compose does, so its faults count), yet leaves no trace in the value.
    /// </summary>
    public bool Contributes { get; }

    /// <summary>
    /// What <c>?</c> says when the value is missing, expanded; null when nothing is missing or nothing is said.
    /// It may quote other variables' values: show the operand's own text where secrets must not be shown.
    /// </summary>
    public string? RequiredMessage { get; internal set; }

    /// <summary>The same use in a text that the template is a part of.</summary>
    internal VariableUse MoveTo(Func<int, int> offset) => new(Name, offset(Start), Definition, Contributes)
    {
        End = offset(End),
        OperandStart = offset(OperandStart),
        OperandEnd = offset(OperandEnd),
        State = State,
        RequiredMessage = RequiredMessage,
    };
}
