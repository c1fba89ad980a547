namespace SharedConsular.Audit;

/// <summary>How a reader came to see a person's data.</summary>
public enum ReadVia
{
    /// <summary>Asked for this one by its reference.</summary>
    Get,

    /// <summary>As a line of a list, a queue or the notices.</summary>
    List,
    Search,
    Export,

    /// <summary>Was shown the case in the answer to a command that changed nothing; one that did is an event of its own.</summary>
    CommandAnswer,

    /// <summary>By the reference and secret of the case, without a login.</summary>
    Follow,
}

/// <summary>What a reader saw, in closed words: a record of a read never holds what was read.</summary>
public enum ReadField
{
    /// <summary>The matter: service, status, papers, clocks, decision.</summary>
    Case,

    /// <summary>Who the persons are, where they are and how they are reached.</summary>
    Persons,

    /// <summary>The name in a line of a list.</summary>
    Name,
    History,

    /// <summary>That something happened, told to a party.</summary>
    Notice,

    /// <summary>What is in a file that came in as a paper.</summary>
    Paper,
}
